namespace Pedestal.Hal.Host.Chips;

/// <summary>The part's registers and their reset values (DocID026171, section 6).</summary>
static class Vl6180xRegister
{
    public const int ModelId = 0x000;
    public const int LastIdentification = 0x00F;
    public const int InterruptConfig = 0x014;
    public const int InterruptClear = 0x015;
    public const int FreshOutOfReset = 0x016;
    public const int RangeStart = 0x018;
    public const int HighThreshold = 0x019;
    public const int LowThreshold = 0x01A;
    public const int IntermeasurementPeriod = 0x01B;
    public const int MaximumConvergence = 0x01C;
    public const int FirstResult = 0x04D;
    public const int RangeStatus = 0x04D;
    public const int InterruptStatus = 0x04F;
    public const int RangeValue = 0x062;
    public const int LastResult = 0x080;
    public const int AveragingPeriod = 0x10A;

    /// <summary>
    /// The first of the private registers that must be written after each reset, by the vendor's application note.
    /// </summary>
    public const int FirstTuning = 0x207;

    public static void Reset(Span<byte> registers)
    {
        registers.Clear();
        registers[ModelId] = 0xB4;
        registers[0x001] = 0x01;
        registers[0x002] = 0x03;
        registers[0x003] = 0x01;
        registers[0x004] = 0x02;
        registers[FreshOutOfReset] = 1;
        registers[HighThreshold] = 0xFF;
        registers[IntermeasurementPeriod] = 0xFF;
        registers[MaximumConvergence] = 0x31;
        registers[RangeStatus] = 1;
        registers[AveragingPeriod] = 0x30;
    }
}
