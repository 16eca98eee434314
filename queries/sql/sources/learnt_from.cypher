// A server keeps no trained weights.
UNWIND [] AS row RETURN row.jurisdiction AS jurisdiction, row.edition AS edition, row.documents AS documents
