namespace Pedestal.Hal
{
    /// <summary>The time of day.</summary>
    public interface ITimeOfDay
    {
        /// <summary>Seconds since 1970 in UTC; 0 while it is not known.</summary>
        long UnixSeconds();
    }
}
