-- The nodes of a cluster of matchers, as Orleans keeps them: a node's row changes only together with the version of its cluster, which
-- whoever changes it must have read. Orleans takes its statements from a table of this name, and knows columns and parameters by name.
CREATE TABLE clusters(name TEXT PRIMARY KEY, version INTEGER NOT NULL DEFAULT 0);
CREATE TABLE nodes(
    cluster TEXT NOT NULL REFERENCES clusters(name),
    address TEXT NOT NULL, port INTEGER NOT NULL, generation INTEGER NOT NULL,
    name TEXT NOT NULL, host TEXT NOT NULL, status INTEGER NOT NULL, gateway INTEGER, suspicions TEXT,
    started TIMESTAMPTZ NOT NULL, alive TIMESTAMPTZ NOT NULL,
    PRIMARY KEY(cluster, address, port, generation));
CREATE VIEW node_rows AS SELECT clusters.name AS DeploymentId, address AS Address, port AS Port, generation AS Generation,
    nodes.name AS SiloName, host AS HostName, status AS Status, gateway AS ProxyPort, suspicions AS SuspectTimes,
    started AS StartTime, alive AS IAmAliveTime, version AS Version
    FROM clusters LEFT JOIN nodes ON nodes.cluster = clusters.name;
CREATE TABLE OrleansQuery(QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
INSERT INTO OrleansQuery(QueryKey, QueryText) VALUES
    ('InsertMembershipVersionKey', 'WITH added AS (INSERT INTO clusters(name) VALUES(@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
        SELECT count(*)::int FROM added'),
    ('InsertMembershipKey', 'WITH step AS (
            UPDATE clusters SET version = version + 1 WHERE name = @DeploymentId AND version = @Version RETURNING 1),
        added AS (INSERT INTO nodes(cluster, address, port, generation, name, host, status, gateway, started, alive)
            SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
            FROM step ON CONFLICT DO NOTHING RETURNING 1)
        SELECT count(*)::int FROM added'),
    ('UpdateMembershipKey', 'WITH step AS (
            UPDATE clusters SET version = version + 1 WHERE name = @DeploymentId AND version = @Version RETURNING 1),
        changed AS (UPDATE nodes SET status = @Status, suspicions = @SuspectTimes, alive = @IAmAliveTime FROM step
            WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation RETURNING 1)
        SELECT count(*)::int FROM changed'),
    ('UpdateIAmAlivetimeKey', 'UPDATE nodes SET alive = @IAmAliveTime
        WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation'),
    ('MembershipReadRowKey', 'SELECT clusters.name AS DeploymentId, r.Address, r.Port, r.Generation, r.SiloName, r.HostName, r.Status,
            r.ProxyPort, r.SuspectTimes, r.StartTime, r.IAmAliveTime, clusters.version AS Version
        FROM clusters LEFT JOIN node_rows r ON r.DeploymentId = clusters.name AND r.Address = @Address AND r.Port = @Port
            AND r.Generation = @Generation
        WHERE clusters.name = @DeploymentId'),
    ('MembershipReadAllKey', 'SELECT * FROM node_rows WHERE DeploymentId = @DeploymentId'),
    ('GatewaysQueryKey', 'SELECT Address, ProxyPort, Generation FROM node_rows
        WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0'),
    ('CleanupDefunctSiloEntriesKey', 'DELETE FROM nodes WHERE cluster = @DeploymentId AND alive < @IAmAliveTime AND status <> 3'),
    ('DeleteMembershipTableEntriesKey', 'WITH gone AS (DELETE FROM nodes WHERE cluster = @DeploymentId RETURNING 1)
        DELETE FROM clusters WHERE name = @DeploymentId');
