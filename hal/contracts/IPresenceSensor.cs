namespace Pedestal.Hal
{
    /// <summary>The range finder beside the camera.</summary>
    public interface IPresenceSensor
    {
        /// <summary>
        /// Distance of the nearest object above the pedestal in millimetres, <see cref="Presence.Nothing"/> or
        /// <see cref="Presence.Failed"/>. Never called during an exposure, because its emitter would light the frame.
        /// </summary>
        int ReadMillimetres();
    }

    /// <summary>Readings of <see cref="IPresenceSensor"/> that are not distances.</summary>
    public static class Presence
    {
        /// <summary>Nothing is in range.</summary>
        public const int Nothing = -1;

        /// <summary>The sensor does not respond.</summary>
        public const int Failed = -2;
    }
}
