// references: nanoFramework.Runtime.Events
using nanoFramework.Runtime.Events;

namespace System.Device.Gpio;

/// <summary>Handles a change of a pin's level.</summary>
public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);

/// <summary>The direction in which a level changed.</summary>
public enum PinEventTypes
{
    /// <summary>To high.</summary>
    Rising = 1,

    /// <summary>To low.</summary>
    Falling = 2,
}

/// <summary>How a pin is used.</summary>
public enum PinMode
{
    /// <summary>An input with a pull-up resistor.</summary>
    InputPullUp = 2,

    /// <summary>An output.</summary>
    Output = 3,
}

/// <summary>A pin's level.</summary>
public struct PinValue
{
    readonly byte _value;

    internal PinValue(bool isHigh) => _value = (byte)(isHigh ? 1 : 0);

    /// <summary>High.</summary>
    public static PinValue High => new(true);

    /// <summary>Low.</summary>
    public static PinValue Low => new(false);

    /// <summary>Whether it is high.</summary>
    public static explicit operator bool(PinValue value) => value._value != 0;
}

/// <summary>A change of a pin's level.</summary>
public class PinValueChangedEventArgs : BaseEvent
{
    internal PinValueChangedEventArgs(bool isHigh) => ChangeType = isHigh ? PinEventTypes.Rising : PinEventTypes.Falling;

    /// <summary>The direction of the change.</summary>
    public PinEventTypes ChangeType { get; }
}
