using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Season;

/// <summary>A turnstile with PASS contact, and the guests who walk through it after it has been unlocked, or do not.</summary>
sealed class Turnstile(VirtualClock clock, Random random)
{
    const int FollowMilliseconds = 700;
    const int LateMilliseconds = 8_000;

    // It stays unlocked for so long, or until somebody has walked through; another pulse meanwhile counts for nothing.
    const long WaitMicroseconds = 5_000_000;
    readonly PassageCounter _contact = new(clock);
    readonly PriorityQueue<bool, long> _steps = new();
    long _unlockedUntil;

    /// <summary>The present fault; null for none.</summary>
    public Fault? Fault { get; set; }

    /// <summary>Whether guests walk and the contact is wired.</summary>
    public bool IsOn { get; set; }

    /// <summary>Passages that the driver has counted.</summary>
    public int Reported => _contact.Count;

    /// <summary>Guests who have walked through.</summary>
    public int Walked { get; private set; }

    /// <summary>The gate is unlocked for a guest, who walks through a little later, or does not.</summary>
    public void Unlock()
    {
        var now = clock.NowMicroseconds();
        var isUnlocked = now < _unlockedUntil;
        _unlockedUntil = now + WaitMicroseconds;
        if (!IsOn || isUnlocked || Fault == Season.Fault.NoPassage || random.Next(25) == 0)
        {
            return;
        }

        var first = Fault == Season.Fault.LatePassage ? LateMilliseconds : random.Next(300, 4_500);
        Walk(first);
        if (Fault == Season.Fault.DoublePassage || random.Next(50) == 0)
        {
            Walk(first + FollowMilliseconds);
        }
    }

    /// <summary>Lets those walk whose time has come.</summary>
    public void Tick()
    {
        while (_steps.TryPeek(out var isWalk, out var due) && due <= clock.NowMicroseconds())
        {
            _steps.Dequeue();
            _unlockedUntil = isWalk ? 0 : _unlockedUntil;
            Walked += isWalk ? 1 : 0;
            if (Fault != Season.Fault.PassStuck)
            {
                _contact.Open();
            }
        }
    }

    void Walk(int milliseconds)
    {
        var start = clock.NowMicroseconds() + milliseconds * 1000L;
        _steps.Enqueue(true, start);
        for (var bounce = 1; Fault == Season.Fault.PassBounce && bounce <= 4; bounce++)
        {
            _steps.Enqueue(false, start + bounce * 60_000L);
        }
    }
}
