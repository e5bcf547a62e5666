namespace Pedestal.Protocol
{
    /// <summary>The result of opening an envelope.</summary>
    public enum EnvelopeStatus
    {
        /// <summary>Opened and authentic.</summary>
        Ok = 0,

        /// <summary>Shorter than an empty envelope, or longer than the maximum.</summary>
        WrongSize = 1,

        /// <summary>The first byte is not the magic value.</summary>
        NotAnEnvelope = 2,

        /// <summary>A protocol version that this code does not know.</summary>
        UnknownVersion = 3,

        /// <summary>The length field does not match the bytes received.</summary>
        WrongLength = 4,

        /// <summary>The authentication code does not match: the message was altered, or has another key.</summary>
        NotAuthentic = 5,

        /// <summary>The message is authentic, but its padding is wrong: the sender has a defect.</summary>
        WrongPadding = 6,
    }
}
