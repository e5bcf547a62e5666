using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>
/// One of several services in a process, in a host of its own, so that the others keep running when it cannot start or ends. A
/// fault is logged, and the part is restarted at growing intervals until the process stops.
/// </summary>
public abstract class Part : IHostedService, IAsyncDisposable
{
    static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    // The other parts must not wait for a start that hangs, such as on a database that does not respond.
    static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    readonly ILogger _logger;
    readonly TimeProvider _time;
    readonly CancellationTokenSource _stop = new();
    readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile IHost? _host;
    volatile string? _fault = "It is starting.";
    Task _loop = Task.CompletedTask;

    /// <summary>Creates the part.</summary>
    protected Part(string name, TimeProvider time, ILogger logger) => (Name, _time, _logger) = (name, time, logger);

    /// <summary>The part's name in log and readiness.</summary>
    public string Name { get; }

    /// <summary>Whether guests need it: a process in which no such part can start ends.</summary>
    public virtual bool ServesGuests => true;

    /// <summary>Why the part is not running; null while it is.</summary>
    public string? Fault => _host is null ? _fault : null;

    /// <summary>Whether the first start has finished, successfully or not.</summary>
    public bool HasBeenTried => _tried.Task.IsCompleted;

    /// <summary>The services of its host.</summary>
    /// <exception cref="PartDownException">The part is not running.</exception>
    public IServiceProvider Services => _host?.Services ?? throw new PartDownException(Name, _fault!);

    /// <summary>One of its services; null while the part is not running.</summary>
    public T? Find<T>()
        where T : class => _host?.Services.GetService<T>();

    /// <summary>One of its services.</summary>
    /// <exception cref="PartDownException">The part is not running.</exception>
    public T Get<T>()
        where T : class => Services.GetRequiredService<T>();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = Task.Run(() => KeepRunningAsync(_stop.Token), CancellationToken.None);
        return Task.WhenAny(_tried.Task, Task.Delay(StartPatience, _time, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _loop.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    /// <summary>Builds the service; called for every start.</summary>
    protected abstract IHost Create();

    async Task KeepRunningAsync(CancellationToken stop)
    {
        var delay = FirstDelay;
        string? reported = null;
        while (!stop.IsCancellationRequested)
        {
            var begin = _time.GetTimestamp();
            if (await RunOnceAsync(reported, stop) is not { } end)
            {
                return;
            }

            delay = _time.GetElapsedTime(begin) > Settling ? FirstDelay : delay;
            if (end.Fault != reported)
            {
                _logger.LogError(
                    end.Cause, "{Part} is not running: {Fault} The other parts continue; it is being restarted", Name, end.Fault);
                reported = end.Fault;
            }

            await Task.Delay(delay, _time, stop).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    /// <summary>Starts the service and waits for its end. Returns why it ended, or null when it was stopped.</summary>
    async Task<End?> RunOnceAsync(string? reported, CancellationToken stop)
    {
        IHost? host = null;
        try
        {
            host = Create();
            await host.StartAsync(stop);
            var ended = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            _host = host;
            _tried.TrySetResult();
            if (reported is not null)
            {
                _logger.LogInformation("{Part} is running again", Name);
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, stop);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return stop.IsCancellationRequested ? null : Report(new End("A defect ended it; see the log.", null));
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            // A known fault is fully described by its message; only for a defect does the log need the stack trace.
            return Report(new End(e.Message, IsNamed(e) ? null : e));
        }
        finally
        {
            _host = null;
            await EndAsync(host);
            _tried.TrySetResult();
        }
    }

    /// <summary>Whether an exception's message alone describes the fault.</summary>
    protected virtual bool IsNamed(Exception exception) => exception is KeyFileException or IOException
        or UnauthorizedAccessException or InvalidOperationException or InvalidDataException or ArgumentException;

    End Report(End end)
    {
        _fault = end.Fault;
        return end;
    }

    async Task EndAsync(IHost? host)
    {
        try
        {
            // Also one that does not stop cleanly must let go of what it holds.
            using (host)
            {
                await (host?.StopAsync(CancellationToken.None) ?? Task.CompletedTask);
            }
        }
        catch (Exception e)
        {
            _logger.LogError(e, "{Part} did not stop cleanly", Name);
        }
    }

    sealed record End(string Fault, Exception? Cause);
}
