using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>A pedestal's bill of materials, each part connected as it is soldered. Faults are switched at the part.</summary>
public sealed class PedestalParts
{
    /// <summary>Connects all parts to a board.</summary>
    public PedestalParts(Board board)
    {
        RangeFinder = new Vl6180xChip(board.Clock);
        Thermometer = new Tmp102Chip(board.Clock);
        Reader = new Gm65Chip(board.Clock);
        Ring = new Ws2812RingChip(board.Clock);
        Buzzer = new ActiveBuzzer(board, Wiring.Buzzer);
        Light = new LedBanks(board, Wiring.CameraLight, Wiring.CameraLightRight, Wiring.CameraLightHigh);
        Camera = new ArducamMegaChip(board, Light, Wiring.CameraPower);
        Monostable = new Monostable(board, Wiring.GateTrigger);
        Relay = new Relay(board, Monostable, Wiring.GateFeedback);
        Turnstile = new Turnstile(board, Relay, Wiring.GatePass);
        Walker = new Walker(board, Turnstile);
        Watchdog = new Max6369(board, Wiring.Watchdog);
        Solder(board);
    }

    /// <summary>The range finder beside the camera.</summary>
    public Vl6180xChip RangeFinder { get; }

    /// <summary>The thermometer inside the housing.</summary>
    public Tmp102Chip Thermometer { get; }

    /// <summary>The code reader.</summary>
    public Gm65Chip Reader { get; }

    /// <summary>The ring of LEDs.</summary>
    public Ws2812RingChip Ring { get; }

    /// <summary>The buzzer.</summary>
    public ActiveBuzzer Buzzer { get; }

    /// <summary>The near-infrared LEDs.</summary>
    public LedBanks Light { get; }

    /// <summary>The palm camera.</summary>
    public ArducamMegaChip Camera { get; }

    /// <summary>The monostable that makes the gate's pulse.</summary>
    public Monostable Monostable { get; }

    /// <summary>The gate's relay.</summary>
    public Relay Relay { get; }

    /// <summary>The turnstile on the relay's contact.</summary>
    public Turnstile Turnstile { get; }

    /// <summary>The guests in front of the turnstile.</summary>
    public Walker Walker { get; }

    /// <summary>The watchdog chip.</summary>
    public Max6369 Watchdog { get; }

    void Solder(Board board)
    {
        board.I2c(Wiring.RangeBus).Attach(Vl6180xChip.Address, RangeFinder);
        board.I2c(Wiring.RangeBus).Attach(Tmp102Chip.Address, Thermometer);
        board.Spi(Wiring.CameraBus).Attach(Wiring.CameraSelect, Camera);
        board.Spi(Wiring.RingBus).Attach(Wiring.NoSelect, Ring);
        board.Uart(Wiring.ReaderPort).Attach(Reader);
        board.PoweredUp += PowerUp;
    }

    // These parts share the board's supply.
    void PowerUp()
    {
        RangeFinder.PowerUp();
        Thermometer.PowerUp();
        Reader.PowerUp();
        Ring.PowerUp();
    }
}
