namespace Pedestal.Hal
{
    /// <summary>The camera's registers, for technicians. Between two captures only.</summary>
    public interface ICameraService
    {
        /// <summary>The sensor id that this camera should have.</summary>
        int ExpectedId { get; }

        /// <summary>The id that the sensor gives.</summary>
        int ReadId();

        /// <summary>Writes patterns to the camera's test register and reads them back.</summary>
        CameraStatus CheckLink();

        /// <summary>Reads a register, 0 to 127.</summary>
        int ReadRegister(int register);

        /// <summary>Writes a value, 0 to 255, to a register, 0 to 127; false when the sensor did not become idle again.</summary>
        bool WriteRegister(int register, int value);
    }

    /// <summary>The light ring, for technicians.</summary>
    public interface IRingService
    {
        /// <summary>Lights the whole ring in a colour, 0xRRGGBB; false when the ring's driver refuses.</summary>
        bool Light(int colour);

        /// <summary>Shows again what the ring showed before.</summary>
        bool Restore();
    }

    /// <summary>The code reader, for technicians.</summary>
    public interface IReaderService
    {
        /// <summary>Polls the reader for a sign of life, which comes in by way of the ordinary reading.</summary>
        void Poll();

        /// <summary>Whether a sign of life has come since the last poll.</summary>
        bool HasReplied();
    }
}
