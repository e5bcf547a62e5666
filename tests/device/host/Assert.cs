using System;

namespace nanoFramework.TestFramework
{
    /// <summary>
    /// The assertions of the device's test framework that the tests use. AreEqual has all its overloads, so that a call that is
    /// ambiguous on the device is ambiguous here too.
    /// </summary>
    public static class Assert
    {
        public static void AreEqual(bool expected, bool actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(byte expected, byte actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(sbyte expected, sbyte actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(char expected, char actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(short expected, short actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(ushort expected, ushort actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(int expected, int actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(uint expected, uint actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(long expected, long actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(ulong expected, ulong actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(float expected, float actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(double expected, double actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(string expected, string actual, string message = "") => Same(expected, actual, message);

        public static void AreEqual(DateTime expected, DateTime actual, string message = "") =>
            Same(expected, actual, message);

        public static void AreEqual(object expected, object actual, string message = "") => Same(expected, actual, message);

        public static void IsTrue(bool condition, string message = "") => Xunit.Assert.True(condition, message);

        public static void IsFalse(bool condition, string message = "") => Xunit.Assert.False(condition, message);

        public static void IsNull(object value, string message = "") => Same(null, value, message);

        public static void StartsWith(string expected, string value, string message = "") =>
            IsTrue(
                value.StartsWith(expected, StringComparison.Ordinal), $"\"{value}\" does not begin with \"{expected}\". {message}");

        public static void DoesNotContains(string notExpected, string value, string message = "") =>
            IsFalse(
                value.Contains(notExpected, StringComparison.Ordinal), $"\"{value}\" contains \"{notExpected}\". {message}");

        static void Same(object expected, object actual, string message) =>
            Xunit.Assert.True(Equals(expected, actual), $"Expected: {expected}, actual: {actual}. {message}");
    }
}
