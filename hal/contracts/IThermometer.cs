namespace Pedestal.Hal
{
    /// <summary>How warm it is inside the housing.</summary>
    public interface IThermometer
    {
        /// <summary>Tenths of a degree Celsius, or <see cref="Temperature.Unknown"/>.</summary>
        int ReadTenths();
    }

    /// <summary>What a thermometer reads that is no temperature.</summary>
    public static class Temperature
    {
        /// <summary>The thermometer does not answer.</summary>
        public const int Unknown = int.MinValue;
    }
}
