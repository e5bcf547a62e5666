// references: mscorlib, nanoFramework.Runtime.Events
using nanoFramework.Runtime.Events;

namespace System.Device.Gpio
{
    public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);

    public enum PinEventTypes
    {
        Rising = 1,
        Falling = 2,
    }

    public enum PinMode
    {
        InputPullUp = 2,
        Output = 3,
    }

    public struct PinValue
    {
        readonly byte _value;
        public static extern PinValue High { get; }
        public static extern PinValue Low { get; }
        public static extern explicit operator bool(PinValue value);
    }

    public class PinValueChangedEventArgs : BaseEvent
    {
        internal extern PinValueChangedEventArgs();
        public extern PinEventTypes ChangeType { get; }
    }

    public sealed class GpioController
    {
        public extern GpioController();
        public extern GpioPin OpenPin(int pinNumber, PinMode mode);
    }

    public sealed class GpioPin
    {
        internal extern GpioPin();
        public extern TimeSpan DebounceTimeout { get; set; }
        public extern event PinValueChangedEventHandler ValueChanged;
        public extern PinValue Read();
        public extern void Write(PinValue value);
    }
}
