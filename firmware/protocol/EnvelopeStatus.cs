namespace Pedestal.Protocol
{
    /// <summary>Why an envelope could not be opened.</summary>
    public enum EnvelopeStatus
    {
        /// <summary>Opened and authentic.</summary>
        Ok = 0,

        /// <summary>Shorter than an empty envelope, or longer than the maximum.</summary>
        WrongSize = 1,

        /// <summary>The first byte is not the magic.</summary>
        NotAnEnvelope = 2,

        /// <summary>A protocol version this code does not speak.</summary>
        UnknownVersion = 3,

        /// <summary>The length field does not fit the bytes received.</summary>
        WrongLength = 4,

        /// <summary>The authentication code does not match: altered, or another key.</summary>
        NotAuthentic = 5,

        /// <summary>Authentic, but the padding is wrong: sender defect.</summary>
        WrongPadding = 6,
    }
}
