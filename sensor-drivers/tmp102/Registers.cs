namespace Pedestal.Tmp102
{
    /// <summary>Values of the pointer register (TI SBOS397, table 6).</summary>
    static class Register
    {
        internal const byte Temperature = 0;
    }
}
