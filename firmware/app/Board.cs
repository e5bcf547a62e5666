using System;
using System.Device.Gpio;
using System.Device.I2c;
using System.Device.Spi;
using Pedestal.ArducamMega;
using Pedestal.Core.Guidance;
using Pedestal.Core.Supervision;
using Pedestal.Gm65;
using Pedestal.Hal;
using Pedestal.Hal.Esp32;
using Pedestal.Tmp102;
using Pedestal.Vl6180x;
using Pedestal.Ws2812Ring;
using nanoFramework.Hardware.Esp32;

namespace Pedestal.Firmware
{
    /// <summary>The wired parts. Pins are configured before anything is opened on them.</summary>
    sealed class Board
    {
        const int CameraBus = 1;
        const int RingBus = 2;
        const int RangeBus = 1;
        const int CameraFrequency = 8000000;
        const int NoSelect = -1;
        const string ReaderPort = "COM2";
        const string ConsolePort = "COM3";

        internal readonly EspClock Clock = new EspClock();
        internal readonly ExternalWatchdog Watchdog;
        internal readonly GpioGate Gate;
        internal readonly GuestIndicator Indicator;
        internal readonly SerialConsole Console;
        internal IPalmCamera Camera;
        internal IPresenceSensor Presence;
        internal IQrReader Reader;
        internal ICameraService CameraService;
        internal IReaderService ReaderService;
        internal IThermometer Thermometer;
        readonly GpioController _gpio = new GpioController();

        /// <summary>Opens the gate's pins first, so that nothing triggers it; then the watchdog, ring and console.</summary>
        internal Board()
        {
            Gate = new GpioGate(_gpio, Pins.GateTrigger, Pins.GatePass, Clock);
            Watchdog = new ExternalWatchdog(_gpio, Pins.Watchdog);
            Indicator = new GuestIndicator(OpenRing(), new GpioBuzzer(_gpio, Pins.Buzzer));
            Configuration.SetPinFunction(Pins.ConsoleTransmit, DeviceFunction.COM3_TX);
            Configuration.SetPinFunction(Pins.ConsoleReceive, DeviceFunction.COM3_RX);
            Console = new SerialConsole(ConsolePort, Clock);
            Console.Open();
        }

        /// <summary>Opens the sensors' buses and ports; whether the sensors respond is checked while serving.</summary>
        internal void OpenSensors()
        {
            Open(StartupFault.CameraBusFailed, OpenCamera);
            Open(StartupFault.RangeBusFailed, OpenRange);
            Open(StartupFault.ReaderPortFailed, OpenReader);
        }

        static void Open(StartupFault fault, Action open)
        {
            try
            {
                open();
            }
            catch (Exception e)
            {
                throw new StartupException(fault, e.Message);
            }
        }

        static Ws2812Leds OpenRing()
        {
            Configuration.SetPinFunction(Pins.RingData, DeviceFunction.SPI2_MOSI);
            Configuration.SetPinFunction(Pins.RingUnusedMiso, DeviceFunction.SPI2_MISO);
            Configuration.SetPinFunction(Pins.RingUnusedClock, DeviceFunction.SPI2_CLOCK);
            var bus = SpiDevice.Create(new SpiConnectionSettings(RingBus, NoSelect)
            {
                ClockFrequency = Ws2812Code.ClockFrequency,
                Mode = SpiMode.Mode0,
            });
            return new Ws2812Leds(bus);
        }

        void OpenCamera()
        {
            Configuration.SetPinFunction(Pins.CameraMosi, DeviceFunction.SPI1_MOSI);
            Configuration.SetPinFunction(Pins.CameraMiso, DeviceFunction.SPI1_MISO);
            Configuration.SetPinFunction(Pins.CameraClock, DeviceFunction.SPI1_CLOCK);
            var bus = SpiDevice.Create(new SpiConnectionSettings(CameraBus, Pins.CameraSelect)
            {
                ClockFrequency = CameraFrequency,
                Mode = SpiMode.Mode0,
            });
            var light = new GpioSwitch(_gpio, Pins.CameraLight, false);
            var rightBank = new GpioSwitch(_gpio, Pins.CameraLightRight, false);
            var highCurrent = new GpioSwitch(_gpio, Pins.CameraLightHigh, false);
            var power = new GpioSwitch(_gpio, Pins.CameraPower, true);
            var camera = new ArducamMegaCamera(bus, light, rightBank, highCurrent, power, Clock);
            Camera = camera;
            CameraService = camera;
        }

        void OpenRange()
        {
            Configuration.SetPinFunction(Pins.RangeData, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(Pins.RangeClock, DeviceFunction.I2C1_CLOCK);
            var settings = new I2cConnectionSettings(RangeBus, Vl6180xRangeFinder.Address, I2cBusSpeed.FastMode);
            Presence = new Vl6180xRangeFinder(I2cDevice.Create(settings), Clock);
            Thermometer = new Tmp102Thermometer(I2cDevice.Create(
                new I2cConnectionSettings(RangeBus, Tmp102Thermometer.Address, I2cBusSpeed.FastMode)));
        }

        void OpenReader()
        {
            Configuration.SetPinFunction(Pins.ReaderTransmit, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(Pins.ReaderReceive, DeviceFunction.COM2_RX);
            var reader = new Gm65Reader(ReaderPort, Clock);
            Reader = reader;
            ReaderService = reader;
        }
    }
}
