-- Every enrolment looks its earlier links up by each of these.
CREATE INDEX links_by_code ON links(code);
CREATE INDEX links_by_pedestal ON links(pedestal);
CREATE INDEX links_by_expiry ON links(expires);
