namespace Pedestal.CostMeter;

/// <summary>Interpreter instructions and heap bytes.</summary>
public readonly record struct Cost(double Instructions, long Bytes)
{
    /// <summary>Processor cycles per interpreter instruction, calibrated by measurements of the platform.</summary>
    const double CyclesPerInstruction = 1.5;

    const double CyclesPerMillisecond = 240_000;

    /// <summary>Time on the device at 240 MHz.</summary>
    public double Milliseconds => Instructions * CyclesPerInstruction / CyclesPerMillisecond;

    /// <summary>Sum.</summary>
    public static Cost operator +(Cost left, Cost right) =>
        new(left.Instructions + right.Instructions, left.Bytes + right.Bytes);

    /// <summary>Difference.</summary>
    public static Cost operator -(Cost left, Cost right) =>
        new(left.Instructions - right.Instructions, left.Bytes - right.Bytes);
}
