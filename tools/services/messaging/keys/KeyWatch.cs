using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>
/// Checks the key file every second and adopts changes. If the file cannot be used, the log says why and the keys stay as they
/// are. Polling is sufficient and works on every file system; change notifications do not.
/// </summary>
public sealed class KeyWatch(KeyRing keys, TimeProvider time, ILogger<KeyWatch> logger) : BackgroundService
{
    /// <summary>How often the file is checked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    string? _fault;

    /// <summary>Checks the file once.</summary>
    internal void Check()
    {
        try
        {
            if (keys.Reload())
            {
                logger.LogInformation("New keys in use: {Devices} devices", keys.Devices.Count);
            }
            else if (_fault is not null && keys.Fault is null)
            {
                logger.LogInformation("The key file can be used again");
            }

            _fault = keys.Fault;
        }
        catch (KeyFileException e)
        {
            if (e.Message != _fault)
            {
                logger.LogError("{Fault} The keys read before stay in force", e.Message);
                _fault = e.Message;
            }
        }
        catch (Exception e)
        {
            // A defect here or in a listener must not end the services that use the keys.
            logger.LogError(e, "New keys could not be put to use");
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Check();
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }
}
