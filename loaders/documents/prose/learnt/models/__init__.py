"""What is learnt of free text: vectors of words, linear models, trees and networks."""
