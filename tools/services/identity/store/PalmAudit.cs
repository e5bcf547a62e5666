using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>The palm store's audit log, read without the store's key.</summary>
public static class PalmAudit
{
    /// <summary>The default file of the audit log's keys, beside the store key.</summary>
    public static string KeyFileBeside(string storeKeyFile) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(storeKeyFile))!, "audit.key");

    /// <summary>Checks the log; see <see cref="AuditLog.Verify"/>.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The keys are missing or damaged.</exception>
    public static AuditCheck Verify(string source, string keyFile, byte[]? kept = null)
    {
        using var database = Database.Open(source, PalmStore.Component, mustExist: true);
        return AuditLog.Verify(database.Read(AuditLog.Read, Database.LongPatience), AuditKeys.Load(keyFile), kept);
    }

    /// <summary>Switches the log to a new key; the service may be running.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The keys are missing or damaged.</exception>
    public static AuditEntry RotateKey(string source, string keyFile, DateTimeOffset now)
    {
        using var database = Database.Open(source, PalmStore.Component, mustExist: true);
        database.AuditKeys = AuditKeys.Load(keyFile);
        return database.Write(session => AuditLog.RotateKey(session, now));
    }

    /// <summary>Loads the keys; creates them for a log without entries.</summary>
    internal static AuditKeys LoadKeys(Database database, string file) =>
        File.Exists(file) || database.Read(session => session.Number("SELECT count(*) FROM audit")) > 0
            ? AuditKeys.Load(file)
            : AuditKeys.Create(file);
}
