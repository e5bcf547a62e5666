using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>
/// Looks at the key file every second and takes over what has changed; a file that cannot be used is named, and the keys
/// stay as they are. Looking is enough and works on every file system, which notices of changes do not.
/// </summary>
public sealed class KeyWatch(KeyRing keys, TimeProvider time, ILogger<KeyWatch> logger) : BackgroundService
{
    /// <summary>How often the file is looked at.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    string? _fault;

    /// <summary>Looks once.</summary>
    internal void Look()
    {
        try
        {
            if (keys.Reload())
            {
                logger.LogInformation("New keys taken over: {Devices} devices", keys.Devices.Count);
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
            // A defect here or in who listens to the change: it must not end the services that the keys serve.
            logger.LogError(e, "New keys could not be taken over");
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
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
