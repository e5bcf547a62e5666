using System;

namespace Pedestal.Core.Settings
{
    /// <summary>Converts the text of a setting to a value.</summary>
    public static class SettingValues
    {
        /// <summary>The number, or -1 if the text is not a number.</summary>
        public static int Number(string value)
        {
            // Six digits exceed every limit and cannot overflow.
            var number = value.Length > 0 && value.Length <= 6 ? 0 : -1;
            for (var i = 0; i < value.Length && number >= 0; i++)
            {
                number = value[i] >= '0' && value[i] <= '9' ? number * 10 + value[i] - '0' : -1;
            }

            return number;
        }

        /// <summary>The bytes, or null unless the text has the digits for the given number of bytes.</summary>
        public static byte[] Hexadecimal(string value, int length)
        {
            if (value.Length != 2 * length)
            {
                return null;
            }

            var bytes = new byte[length];
            for (var i = 0; i < value.Length; i++)
            {
                var digit = HexDigit(value[i]);
                if (digit < 0)
                {
                    return null;
                }

                bytes[i / 2] = (byte)(bytes[i / 2] << 4 | digit);
            }

            return bytes;
        }

        /// <summary>The bytes, or null if the text is not Base64.</summary>
        internal static byte[] Base64(string value)
        {
            try
            {
                return Convert.FromBase64String(value);
            }
            catch (Exception)
            {
                // The exception differs between platforms; the result does not.
                return null;
            }
        }

        /// <summary>Whether the text contains only letters, digits and the given characters.</summary>
        internal static bool HasOnly(string value, string others)
        {
            for (var i = 0; i < value.Length; i++)
            {
                if (!IsLetterOrDigit(value[i]) && others.IndexOf(value[i]) < 0)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Index of the first character that is not printable ASCII, or -1.</summary>
        internal static int FirstForeign(string value)
        {
            for (var i = 0; i < value.Length; i++)
            {
                if (value[i] < ' ' || value[i] > '~')
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>The value of a hexadecimal digit, or -1.</summary>
        internal static int HexDigit(char c)
        {
            return c >= '0' && c <= '9' ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                : -1;
        }

        static bool IsLetterOrDigit(char c)
        {
            return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        }
    }
}
