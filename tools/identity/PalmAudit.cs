using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>The palm store's audit log, read without the store's key.</summary>
public static class PalmAudit
{
    /// <summary>Checks the log; see <see cref="AuditLog.Verify"/>.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static AuditCheck Verify(string source, byte[]? kept = null)
    {
        using var database = Database.Open(source, PalmStore.Component, mustExist: true);
        return AuditLog.Verify(database.Read(AuditLog.Read, Database.LongPatience), kept);
    }
}
