using Microsoft.Extensions.Logging;

namespace Pedestal.Matcher;

/// <summary>The file of the administration key. One that cannot be used closes the administration and nothing else.</summary>
sealed class AdminKeyFile(MatcherOptions options, ILogger<AdminKeyFile> logger)
{
    readonly Lock _lock = new();
    AdminKey? _key;

    /// <summary>Why the key cannot be used; null when it can.</summary>
    public string? Fault { get; private set; }

    /// <summary>The key; null while it cannot be used. Loaded when it is first asked for, and until then tried each time.</summary>
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
                        logger.LogError("{Fault} Until then nothing under /v1 is answered; guests are", e.Message);
                    }

                    Fault = e.Message;
                }

                return _key;
            }
        }
    }
}
