namespace Pedestal.Core.Settings
{
    /// <summary>
    /// Checks whether a text is a complete X.509 certificate, DER in Base64. The TLS library judges signature, dates and key; a
    /// truncated certificate, several certificates or another file are detected here, where a person can be told.
    /// </summary>
    static class CertificateText
    {
        const int Integer = 0x02;
        const int BitString = 0x03;
        const int Sequence = 0x30;
        const int Version = 0xA0;
        const int FirstOptional = 0xA1;
        const int LastOptional = 0xA3;
        const int UtcTime = 0x17;
        const int GeneralizedTime = 0x18;

        /// <summary>Null, or what is wrong, as a sentence that continues "this".</summary>
        internal static string FaultOf(string value, int longest)
        {
            if (value.IndexOf('-') >= 0)
            {
                return "is PEM; enter the text between its BEGIN and END lines, without line breaks";
            }

            var bytes = SettingValues.Base64(value);
            return bytes == null || bytes.Length == 0 ? "is not Base64, or is cut off"
                : bytes.Length > longest ? "has " + bytes.Length.ToString() + " bytes, and " + longest.ToString() + " are allowed"
                : FaultOf(bytes);
        }

        static string FaultOf(byte[] bytes)
        {
            var whole = new DerReader(bytes);
            if (bytes[0] == '-')
            {
                return "is a PEM file encoded in Base64; its own lines are already Base64";
            }

            var length = whole.Announced();
            if (bytes[0] != Sequence || length < 0)
            {
                return "is not a certificate";
            }

            if (length > bytes.Length)
            {
                return "is cut off: " + bytes.Length.ToString() + " of its " + length.ToString() + " bytes";
            }

            return length < bytes.Length ? "has " + (bytes.Length - length).ToString() + " bytes too many; only one certificate is allowed"
                : IsCertificate(whole) ? null
                : "is not a certificate, or is damaged";
        }

        static bool IsCertificate(DerReader whole)
        {
            whole.Enter(Sequence);
            var signed = whole.Inside(Sequence);
            return signed != null && whole.Skip(Sequence) && whole.Skip(BitString) && whole.IsAtEnd && IsSigned(signed);
        }

        static bool IsSigned(DerReader signed)
        {
            signed.Skip(Version);
            if (!signed.Skip(Integer) || !signed.Skip(Sequence) || !signed.Skip(Sequence))
            {
                return false;
            }

            var validity = signed.Inside(Sequence);
            if (validity == null || !IsTime(validity) || !IsTime(validity) || !signed.Skip(Sequence))
            {
                return false;
            }

            var key = signed.Inside(Sequence);
            var hasKey = key != null && key.Skip(Sequence) && key.Skip(BitString) && key.IsAtEnd;
            for (var tag = FirstOptional; tag <= LastOptional; tag++)
            {
                signed.Skip(tag);
            }

            return hasKey && signed.IsAtEnd;
        }

        static bool IsTime(DerReader validity)
        {
            return validity.Skip(UtcTime) || validity.Skip(GeneralizedTime);
        }
    }
}
