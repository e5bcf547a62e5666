namespace Pedestal.Protocol
{
    /// <summary>The text form of request ids, the same in logs and messages.</summary>
    public static class RequestText
    {
        /// <summary>16 lower-case hexadecimal digits, the most significant first.</summary>
        public static string Of(ulong request)
        {
            var digits = new char[16];
            for (var i = 0; i < digits.Length; i++)
            {
                var digit = (int)(request >> 60 - 4 * i & 15);
                digits[i] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            }

            return new string(digits, 0, digits.Length);
        }
    }
}
