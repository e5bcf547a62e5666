namespace Pedestal.Tmp102
{
    /// <summary>What the pointer register selects (TI SBOS397, table 6).</summary>
    static class Register
    {
        internal const byte Temperature = 0;
    }
}
