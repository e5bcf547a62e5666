using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>The monostable's faults.</summary>
public enum MonostableFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is bridged: its output follows the trigger.</summary>
    Bridged,

    /// <summary>It makes no pulse.</summary>
    Dead,
}

/// <summary>
/// One half of a 74HC4538: a rising edge at its trigger starts or restarts a pulse, whose length its resistor and capacitor set. A
/// reset of the board ends the pulse too. Thread-safe.
/// </summary>
public sealed class Monostable
{
    readonly BoardClock _clock;
    readonly Pin _trigger;
    readonly Lock _lock = new();
    IDisposable? _end;
    MonostableFault _fault;
    bool _isOn;

    /// <summary>A monostable triggered by a pin and reset together with the board.</summary>
    public Monostable(Board board, int triggerPin)
    {
        _clock = board.Clock;
        _trigger = board.Pins[triggerPin];
        _trigger.Changed += Triggered;
        board.Ended += () => Set(false);
    }

    /// <summary>Raised after each change of its output, with the new level.</summary>
    public event Action<bool>? Changed;

    /// <summary>The length of a pulse, 0.7 R C, in milliseconds; 490 by default.</summary>
    public int Milliseconds { get; set; } = 490;

    /// <summary>Its present fault.</summary>
    public MonostableFault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            if (value == MonostableFault.Bridged)
            {
                Set(_trigger.IsHigh);
            }
        }
    }

    /// <summary>Whether its output is high.</summary>
    public bool IsOn
    {
        get
        {
            lock (_lock)
            {
                return _isOn;
            }
        }
    }

    void Triggered(bool high)
    {
        if (_fault == MonostableFault.Bridged)
        {
            Set(high);
        }
        else if (high && _fault == MonostableFault.None)
        {
            Begin();
        }
    }

    void Begin()
    {
        lock (_lock)
        {
            _end?.Dispose();
            _end = _clock.At(_clock.NowMicroseconds + Milliseconds * 1_000L, () => Set(false));
        }

        Set(true);
    }

    void Set(bool on)
    {
        lock (_lock)
        {
            if (_isOn == on)
            {
                return;
            }

            _isOn = on;
        }

        Changed?.Invoke(on);
    }
}
