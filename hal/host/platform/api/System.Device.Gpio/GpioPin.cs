using Pedestal.Hal.Host.Platform;

namespace System.Device.Gpio;

/// <summary>An opened pin. A change of its level is reported when it has lasted for the debounce time.</summary>
public sealed class GpioPin
{
    readonly BoardRun _run = Board.Run;
    readonly Pin _pin;
    bool _reported;

    internal GpioPin(Pin pin, PinMode mode)
    {
        _pin = pin;
        if (mode == PinMode.Output)
        {
            pin.Output(false);
            return;
        }

        pin.Input(pullUp: mode == PinMode.InputPullUp);
        _reported = pin.IsHigh;
        pin.Changed += Change;
        _run.Stopped.UnsafeRegister(_ => pin.Changed -= Change, null);
    }

    /// <summary>How long a level must last before it is reported.</summary>
    public TimeSpan DebounceTimeout { get; set; }

    /// <summary>Raised when the level has changed.</summary>
    public event PinValueChangedEventHandler? ValueChanged;

    /// <summary>The level.</summary>
    public PinValue Read()
    {
        _run.ThrowIfStopped();
        return new PinValue(_pin.IsHigh);
    }

    /// <summary>Drives it.</summary>
    public void Write(PinValue value)
    {
        _run.ThrowIfStopped();
        _pin.Output((bool)value);
    }

    void Change(bool isHigh)
    {
        var clock = _run.Board.Clock;
        clock.At(clock.NowMicroseconds + (long)DebounceTimeout.TotalMicroseconds, () =>
        {
            if (_pin.IsHigh == isHigh && _reported != isHigh)
            {
                _reported = isHigh;
                _run.Raise(() => ValueChanged?.Invoke(this, new PinValueChangedEventArgs(isHigh)));
            }
        });
    }
}
