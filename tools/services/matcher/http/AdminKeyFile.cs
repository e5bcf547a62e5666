using Microsoft.Extensions.Logging;

namespace Pedestal.Matcher;

/// <summary>The administration key's file. If it cannot be used, only administration requests are refused.</summary>
sealed class AdminKeyFile(MatcherOptions options, ILogger<AdminKeyFile> logger)
{
    readonly Lock _lock = new();
    AdminKey? _key;

    /// <summary>Why the key cannot be used; null when it can.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// The key; null while it cannot be used. Loaded on first use, and tried again each time until it succeeds.
    /// </summary>
    public AdminKey? Key
    {
        get
        {
            lock (_lock)
            {
                try
                {
                    _key ??= AdminKey.LoadOrCreate(options.AdminKeyPath);
                    Fault = null;
                }
                catch (InvalidOperationException e)
                {
                    if (Fault != e.Message)
                    {
                        logger.LogError("{Fault} Until then requests under /v1 are refused; guests are served", e.Message);
                    }

                    Fault = e.Message;
                }

                return _key;
            }
        }
    }
}
