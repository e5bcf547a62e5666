namespace Pedestal.Outage.World;

/// <summary>
/// The venue's operator, as a script that watches both PostgreSQL servers over the network and does what failover.md says: fences a primary
/// that does not answer, or late, and promotes the standby, takes out a standby that does not answer or holds commits up, and brings either back
/// as a standby.
/// </summary>
sealed class Operator(Server first, Server second) : IDisposable
{
    // How long a server may be silent before somebody acts.
    const double PatienceMilliseconds = 1000;

    // A primary that answers so late, and several times later than the standby, has a link that carries too little.
    const double LateMilliseconds = 300;
    const int TimesLater = 3;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    readonly CancellationTokenSource _end = new();
    Task _watching = Task.CompletedTask;
    double _primarySeen;
    double _standbySeen;
    bool _isInStep;

    /// <summary>The server that decides.</summary>
    public Server Primary { get; private set; } = first;

    /// <summary>The one that follows it.</summary>
    public Server Standby { get; private set; } = second;

    /// <summary>Whether servers that are off stay off for now: a fault is at work.</summary>
    public bool MustWait { get; set; }

    /// <summary>Whether the operator does nothing at all.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether nothing is confirmed that only one of them has.</summary>
    public bool IsInStep => _isInStep;

    /// <summary>What was done, with its time.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Begins to watch.</summary>
    public void Watch() => _watching = Task.Run(WatchAsync);

    /// <summary>Ends both servers.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _watching.GetAwaiter().GetResult();
        Primary.Dispose();
        Standby.Dispose();
        _end.Dispose();
    }

    async Task WatchAsync()
    {
        for ((_primarySeen, _standbySeen) = (Clock.Now, Clock.Now); !_end.IsCancellationRequested; await Task.Delay(Pause, CancellationToken.None))
        {
            if (IsAway)
            {
                (_primarySeen, _standbySeen) = (Clock.Now, Clock.Now);
                continue;
            }

            try
            {
                await LookAsync();
            }
            catch (Exception e) when (e is OutageException or Npgsql.NpgsqlException or TimeoutException)
            {
                Say($"the operator's attempt failed: {e.Message}");
            }
        }
    }

    async Task LookAsync()
    {
        var (looks, asOf) = (new[] { Primary.LookAsync(), Standby.LookAsync() }, Clock.Now);
        await Task.WhenAll(looks);
        var (primary, standby) = (await looks[0], await looks[1]);
        var isLate = primary is not null && standby is { IsStandby: true }
            && primary.Milliseconds > Math.Max(LateMilliseconds, TimesLater * standby.Milliseconds);
        _primarySeen = primary is { IsStandby: false } && !isLate ? asOf : _primarySeen;
        _standbySeen = standby is { IsStandby: true } ? asOf : _standbySeen;
        if (primary is null || isLate)
        {
            if (standby is { IsStandby: true } && _isInStep && Clock.Now - _primarySeen > PatienceMilliseconds)
            {
                await FailOverAsync();
            }
        }
        else if (primary is { Waits: true } && (primary.IsHeldUp || Clock.Now - _standbySeen > PatienceMilliseconds))
        {
            _isInStep = false;
            await Primary.ExecuteAsync("postgres", "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
            Say($"took {Standby.Part.Place} out");
        }
        else if (primary is { Waits: false, IsCaughtUpWith: true } && standby is { IsStandby: true })
        {
            await Primary.ExecuteAsync("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
            Say($"{Standby.Part.Place} follows, and commits wait for it");
        }
        else
        {
            _isInStep = primary is { Waits: true, IsFollowed: true } && standby is not null;
        }

        if (!MustWait)
        {
            Start();
        }
    }

    async Task FailOverAsync()
    {
        _isInStep = false;
        Primary.Part.Kill();
        Primary.IsFenced = true;
        await Standby.ExecuteAsync("postgres", "SELECT pg_promote()", "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
        (Primary, Standby) = (Standby, Primary);
        (_primarySeen, _standbySeen) = (Clock.Now, Clock.Now);
        Say($"fenced {Standby.Part.Place} and promoted {Primary.Part.Place}");
    }

    void Start()
    {
        if (!Primary.Part.IsUp)
        {
            Primary.Part.Start();
            _primarySeen = Clock.Now;
        }

        if (!Standby.Part.IsUp && Standby.IsFenced)
        {
            // Only then do its files say that it has begun a timeline of its own, which the old one must be wound back to.
            Primary.ExecuteAsync("postgres", "CHECKPOINT").GetAwaiter().GetResult();
            Standby.ReturnTo(Primary);
            Standby.IsFenced = false;
            Say($"{Standby.Part.Place} is a standby of {Primary.Part.Place}");
        }
        else if (!Standby.Part.IsUp)
        {
            Standby.Part.Start();
        }
    }
}
