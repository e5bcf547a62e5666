namespace Pedestal.Hal
{
    /// <summary>The camera's registers, for technicians. Only for use between two captures.</summary>
    public interface ICameraService
    {
        /// <summary>The id that the sensor should return.</summary>
        int ExpectedId { get; }

        /// <summary>The id that the sensor returns.</summary>
        int ReadId();

        /// <summary>Writes patterns to the camera's test register and reads them back.</summary>
        CameraStatus CheckLink();

        /// <summary>Reads a register, 0 to 127.</summary>
        int ReadRegister(int register);

        /// <summary>Writes a value, 0 to 255, to a register, 0 to 127; false if the sensor did not become idle again.</summary>
        bool WriteRegister(int register, int value);
    }

    /// <summary>The light ring, for technicians.</summary>
    public interface IRingService
    {
        /// <summary>Lights the whole ring in a colour, 0xRRGGBB; false if the ring's driver refuses.</summary>
        bool Light(int colour);

        /// <summary>Restores what the ring showed before; false if the ring's driver refuses.</summary>
        bool Restore();
    }

    /// <summary>The code reader, for technicians.</summary>
    public interface IReaderService
    {
        /// <summary>Polls the reader; the reply arrives through <see cref="IQrReader.TryRead"/>.</summary>
        void Poll();

        /// <summary>Whether the reader has sent anything since the last poll.</summary>
        bool HasReplied();
    }
}
