namespace Pedestal.Hal
{
    /// <summary>Measures the temperature inside the housing.</summary>
    public interface IThermometer
    {
        /// <summary>Tenths of a degree Celsius, or <see cref="Temperature.Unknown"/>.</summary>
        int ReadTenths();
    }

    /// <summary>Readings of <see cref="IThermometer"/> that are not temperatures.</summary>
    public static class Temperature
    {
        /// <summary>The thermometer does not respond.</summary>
        public const int Unknown = int.MinValue;
    }
}
