// references: mscorlib
using System;

namespace nanoFramework.TestFramework
{
    public class TestClassAttribute : Attribute
    {
        public extern TestClassAttribute();
    }

    public class TestMethodAttribute : Attribute
    {
        public extern TestMethodAttribute();
    }

    public sealed class Assert
    {
        internal extern Assert();
        public static extern void AreEqual(int expected, int actual, string message = "");
        public static extern void AreEqual(long expected, long actual, string message = "");
        public static extern void AreEqual(string expected, string actual, string message = "");
        public static extern void DoesNotContains(string notExpected, string value, string message = "");
        public static extern void IsFalse(bool condition, string message = "");
        public static extern void IsNull(object value, string message = "");
        public static extern void IsTrue(bool condition, string message = "");
        public static extern void StartsWith(string expected, string value, string message = "");
    }
}
