using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Messaging.Tests;

/// <summary>A part of a process fails at start or later: the failure is reported and the part is restarted.</summary>
public sealed class PartTests : IAsyncLifetime
{
    readonly FakeTimeProvider _time = new();
    readonly RecordingLog _log = new();
    readonly SomePart _part;

    public PartTests() => _part = new SomePart(_time, _log);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _part.DisposeAsync();

    [Fact]
    public async Task A_part_that_cannot_start_says_why_and_is_retried_until_it_can()
    {
        _part.Refusal = new InvalidOperationException("The store is locked.");
        await _part.StartAsync(Stop);
        Assert.True(_part.HasBeenTried);
        Assert.Equal("The store is locked.", _part.Fault);
        Assert.Contains("The store is locked.", Assert.Throws<PartDownException>(() => _part.Services).Message);

        await TryAgainUntilAsync(() => _part.Creations >= 4);
        Assert.Single(_log.Lines, line => line.Contains("The store is locked.", StringComparison.Ordinal));
        _part.Refusal = null;
        await TryAgainUntilAsync(() => _part.Fault is null);
        Assert.NotNull(_part.Find<Worker>());
        Assert.Contains(_log.Lines, line => line.Contains("is running again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_ended_by_a_defect_is_restarted()
    {
        await _part.StartAsync(Stop);
        var first = _part.Find<Worker>()!;
        first.Fail.SetResult();
        await TryAgainUntilAsync(() => _part.Find<Worker>() is { } second && second != first);
        Assert.Null(_part.Fault);
        Assert.Contains(_log.Lines, line => line.Contains("A defect ended it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_that_does_not_stop_cleanly_lets_go_of_what_it_holds()
    {
        await _part.StartAsync(Stop);
        var first = _part.Find<Worker>()!;
        first.StopFault = new InvalidOperationException("It does not stop.");
        first.Fail.SetResult();
        await TryAgainUntilAsync(() => _part.Find<Worker>() is { } second && second != first);
        Assert.True(first.IsDisposed);
        Assert.Contains(_log.Lines, line => line.Contains("did not stop cleanly", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_ended_by_a_defect_returns_the_defect_exit_code()
    {
        using var failing = SomePart.Host(new Worker());
        var run = failing.RunToEndAsync(Stop);
        failing.Services.GetRequiredService<Worker>().Fail.SetResult();
        Assert.Equal(HostExit.Defect, await run);

        using var stopped = SomePart.Host(new Worker());
        var lifetime = stopped.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Register(lifetime.StopApplication);
        Assert.Equal(HostExit.Stopped, await stopped.RunToEndAsync(Stop));
    }

    Task TryAgainUntilAsync(Func<bool> condition) => Eventually.TrueAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        Stop);

    sealed class SomePart(TimeProvider time, RecordingLog log) : Part("some", time, log)
    {
        int _creations;

        public Exception? Refusal { get; set; }

        public int Creations => Volatile.Read(ref _creations);

        public static IHost Host(Worker worker)
        {
            var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
            builder.Services.AddSingleton<IHostLifetime, InnerLifetime>().AddSingleton(_ => worker);
            builder.Services.AddHostedService(s => s.GetRequiredService<Worker>());
            return builder.Build();
        }

        protected override IHost Create()
        {
            Interlocked.Increment(ref _creations);
            return Refusal is null ? Host(new Worker()) : throw Refusal;
        }
    }

    sealed class Worker : BackgroundService
    {
        public TaskCompletionSource Fail { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Exception? StopFault { get; set; }

        public bool IsDisposed { get; private set; }

        public override Task StopAsync(CancellationToken cancellationToken) => StopFault is null ? base.StopAsync(cancellationToken) : throw StopFault;

        public override void Dispose()
        {
            base.Dispose();
            IsDisposed = true;
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Fail.Task.WaitAsync(stoppingToken);
            throw new InvalidCastException("a defect");
        }
    }
}
