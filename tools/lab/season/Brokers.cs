using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Season;

/// <summary>
/// The venue's two brokers and the pedestal's way between them, in virtual time. The rounds are those of the device's link; name
/// lookup, greeting and handshake take their time.
/// </summary>
sealed class Brokers(VirtualClock clock)
{
    const long RoundMicroseconds = 100_000;
    const long ConnectMicroseconds = 300_000;

    int? _gone;
    bool _isSilent;
    long? _goneSince;
    long _nextRound;
    long? _connectsAt = 0;

    /// <summary>The device's choice between them.</summary>
    public BrokerChoice Choice { get; } = new(clock, [new("broker-1", 8883), new("broker-2", 8883)]);

    /// <summary>Longest time from the loss of a broker to the connection with the other, microseconds.</summary>
    public long LongestChange { get; private set; }

    /// <summary>Whether the pedestal believes itself connected.</summary>
    public bool IsConnected
    {
        get
        {
            PlayRounds();
            return _connectsAt is null;
        }
    }

    /// <summary>Whether messages arrive at the services and back.</summary>
    public bool Carry => IsConnected && Choice.Current != _gone;

    /// <summary>Loses the broker in use, which closes its connections or falls silent.</summary>
    public void Lose(bool isSilent) => (_gone, _isSilent, _goneSince) = (Choice.Current, isSilent, clock.NowMicroseconds());

    /// <summary>The broker is back.</summary>
    public void Return() => (_gone, _goneSince) = (null, null);

    void PlayRounds()
    {
        for (; _nextRound <= clock.NowMicroseconds(); _nextRound += RoundMicroseconds)
        {
            PlayRound();
        }
    }

    void PlayRound()
    {
        var isGone = Choice.Current == _gone;
        if (_connectsAt is { } due)
        {
            if (clock.NowMicroseconds() >= due)
            {
                Connect(isGone);
            }
        }
        else if (isGone && !_isSilent || Choice.IsSilent())
        {
            Wait(Choice.Lost(_isSilent, hasNetwork: true));
        }
        else if (Choice.TakeSuspicion())
        {
            Wait(Choice.Lost(isSilent: false, hasNetwork: true));
        }
        else if (Choice.IsPingDue)
        {
            Choice.Pinged();
        }

        if (_connectsAt is null && !isGone)
        {
            Choice.Heard();
        }
    }

    void Connect(bool isGone)
    {
        if (isGone)
        {
            Wait(Choice.Failed());
            return;
        }

        _connectsAt = null;
        Choice.Opened();
        LongestChange = Math.Max(LongestChange, clock.NowMicroseconds() - (_goneSince ?? clock.NowMicroseconds()));
        _goneSince = null;
    }

    void Wait(int pauseMilliseconds) => _connectsAt = clock.NowMicroseconds() + pauseMilliseconds * 1_000L + ConnectMicroseconds;
}
