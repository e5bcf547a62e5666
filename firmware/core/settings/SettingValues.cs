using System;
using Pedestal.Core.Protocol;

namespace Pedestal.Core
{
    /// <summary>How the text of a setting becomes a value: null when it did, else what it must be.</summary>
    static class SettingValues
    {
        const int MaximumCertificate = 4096;

        internal static string Name(string value, ref string target)
        {
            for (var i = 0; i < value.Length; i++)
            {
                var c = value[i];
                if (!IsLetterOrDigit(c) && c != '-' && c != '_' && c != '.')
                {
                    return "must be letters, digits, '-', '_' or '.'";
                }
            }

            return Text(value, 1, 64, ref target);
        }

        internal static string Host(string value, ref string target)
        {
            for (var i = 0; i < value.Length; i++)
            {
                var c = value[i];
                if (!IsLetterOrDigit(c) && c != '-' && c != '.')
                {
                    return "must be a host name or an IPv4 address, without port or scheme";
                }
            }

            return Text(value, 1, 253, ref target);
        }

        internal static string Text(string value, int shortest, int longest, ref string target)
        {
            if (value.Length < shortest || value.Length > longest)
            {
                return "must have " + shortest.ToString() + " to " + longest.ToString() + " characters";
            }

            target = value;
            return null;
        }

        internal static string Number(string value, int least, int most, ref int target)
        {
            // Six digits are more than any limit has, and cannot overflow.
            var number = value.Length > 0 && value.Length <= 6 ? 0 : -1;
            for (var i = 0; i < value.Length && number >= 0; i++)
            {
                number = value[i] >= '0' && value[i] <= '9' ? number * 10 + value[i] - '0' : -1;
            }

            if (number < least || number > most)
            {
                return "must be a number from " + least.ToString() + " to " + most.ToString();
            }

            target = number;
            return null;
        }

        internal static string OnOff(string value, ref bool target)
        {
            if (value != "on" && value != "off")
            {
                return "must be on or off";
            }

            target = value == "on";
            return null;
        }

        internal static string Mode(string value, ref LaneMode target)
        {
            if (value != "entry" && value != "enrolment")
            {
                return "must be entry or enrolment";
            }

            target = value == "entry" ? LaneMode.Entry : LaneMode.Enrolment;
            return null;
        }

        internal static string Key(string value, ref DeviceKey target)
        {
            var secret = new byte[DeviceKey.Length];
            for (var i = 0; i < value.Length && value.Length == 2 * secret.Length; i++)
            {
                var digit = HexDigit(value[i]);
                if (digit < 0)
                {
                    value = "";
                    break;
                }

                secret[i / 2] = (byte)(secret[i / 2] << 4 | digit);
            }

            if (value.Length != 2 * secret.Length)
            {
                return "must be 96 hexadecimal digits, as 'matcher provision' writes them";
            }

            target = new DeviceKey(secret);
            return null;
        }

        internal static string Base64(string value, ref byte[] target)
        {
            byte[] bytes = null;
            try
            {
                bytes = Convert.FromBase64String(value);
            }
            catch (Exception)
            {
                // What is thrown differs between platforms; the answer is the same.
            }

            if (bytes == null || bytes.Length == 0 || bytes.Length > MaximumCertificate)
            {
                return "must be a certificate in DER, as one line of Base64";
            }

            target = bytes;
            return null;
        }

        static bool IsLetterOrDigit(char c)
        {
            return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        }

        static int HexDigit(char c)
        {
            return c >= '0' && c <= '9' ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                : -1;
        }
    }
}
