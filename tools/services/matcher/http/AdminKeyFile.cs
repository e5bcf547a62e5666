using Microsoft.Extensions.Logging;

namespace Pedestal.Matcher;

/// <summary>A key's file, created when it is absent. If it cannot be used, only the requests that need it are refused.</summary>
abstract class KeyFileOnDisk(string path, ILogger logger)
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
                    _key ??= AdminKey.LoadOrCreate(path);
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

/// <summary>The administration key, for machines and for whoever administers this one: it may do everything.</summary>
sealed class AdminKeyFile(MatcherOptions options, ILogger<AdminKeyFile> logger) : KeyFileOnDisk(options.AdminKeyPath, logger);

/// <summary>The web pages' key: it may do nothing by itself, and what a person's role allows for each person it names.</summary>
sealed class PagesKeyFile(MatcherOptions options, ILogger<PagesKeyFile> logger) : KeyFileOnDisk(options.PagesKeyPath, logger);
