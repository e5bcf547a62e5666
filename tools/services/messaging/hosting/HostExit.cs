using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pedestal.Messaging;

/// <summary>How a service's process ends.</summary>
public static class HostExit
{
    /// <summary>The process was stopped.</summary>
    public const int Stopped = 0;

    /// <summary>A defect ended the process; the log has the exception. Same value as EX_SOFTWARE of sysexits.h.</summary>
    public const int Defect = 70;

    /// <summary>Runs a host until it is stopped or one of its parts has failed. Returns the exit code.</summary>
    public static async Task<int> RunToEndAsync(this IHost host, CancellationToken stop)
    {
        var services = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        var life = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await host.RunAsync(stop);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            // It was stopped before all of it had started.
            return Stopped;
        }

        return services.Any(service => service.ExecuteTask is { IsFaulted: true }) ? Defect : Stopped;
    }
}
