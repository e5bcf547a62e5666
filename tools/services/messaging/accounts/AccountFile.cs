using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>
/// The file of accounts as last read. If it becomes unusable, the log says so and the accounts read before stay in force.
/// </summary>
sealed class AccountFile(string path, ILogger logger)
{
    readonly Lock _lock = new();
    volatile BrokerAccounts _accounts = BrokerAccounts.Load(path);
    (DateTime Written, long Length) _stamp = Stamp(path);

    /// <summary>The accounts.</summary>
    internal BrokerAccounts Accounts => _accounts;

    /// <summary>Checks the file; true if it has changed and is now in use.</summary>
    internal bool Refresh()
    {
        lock (_lock)
        {
            var stamp = Stamp(path);
            if (stamp == _stamp)
            {
                return false;
            }

            _stamp = stamp;
            try
            {
                _accounts = BrokerAccounts.Load(path);
                return true;
            }
            catch (KeyFileException e)
            {
                logger.LogError("{Fault} The accounts read before stay in force", e.Message);
                return false;
            }
        }
    }

    static (DateTime Written, long Length) Stamp(string path) =>
        new FileInfo(path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : default;
}
