// What every program needs, whether it says so or not.
namespace System
{
    public class Object
    {
        public extern Object();
        public virtual extern string ToString();
        public virtual extern bool Equals(object obj);
        public virtual extern int GetHashCode();
    }

    public abstract class ValueType
    {
        protected extern ValueType();
    }

    public abstract class Enum : ValueType
    {
        protected extern Enum();
    }

    public struct Void { }
    public struct Boolean { }

    public struct Byte
    {
        public const byte MaxValue = 255;
    }

    public struct SByte { }

    public struct Char
    {
        public override extern string ToString();
    }

    public struct Int16 { }
    public struct UInt16 { }

    public struct Int32
    {
        public const int MaxValue = 2147483647;
        public const int MinValue = -2147483648;
        public override extern string ToString();
    }

    public struct UInt32
    {
        public override extern string ToString();
    }


    public struct Int64
    {
        public const long MaxValue = 9223372036854775807;
        public override extern string ToString();
    }

    public struct UInt64 { }
    public struct Single { }
    public struct Double { }
    public struct IntPtr { }
    public struct UIntPtr { }
    public struct RuntimeTypeHandle { }
    public struct RuntimeFieldHandle { }

    public abstract class Type
    {
        protected extern Type();
    }

    public abstract class Array
    {
        protected extern Array();
        public extern int Length { get; }
        public static extern void Clear(Array array, int index, int length);
        public static extern void Copy(Array sourceArray, Array destinationArray, int length);
        public static extern void Copy(
            Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length);
    }

    public abstract class Delegate
    {
        protected extern Delegate();
        public static extern Delegate Combine(Delegate a, Delegate b);
        public static extern Delegate Remove(Delegate source, Delegate value);
    }

    public abstract class MulticastDelegate : Delegate
    {
        protected extern MulticastDelegate();
    }

    public abstract class Attribute
    {
        protected extern Attribute();
    }

    public sealed class ParamArrayAttribute : Attribute
    {
        public extern ParamArrayAttribute();
    }

    public interface IDisposable
    {
        void Dispose();
    }

    public class Exception
    {
        public extern Exception();
        public extern Exception(string message);
        public virtual extern string Message { get; }
        public extern Exception InnerException { get; }
    }
}

namespace System.Reflection
{
    public sealed class DefaultMemberAttribute : Attribute
    {
        public extern DefaultMemberAttribute(string memberName);
    }
}

namespace System.Collections
{
    public interface IEnumerable
    {
        IEnumerator GetEnumerator();
    }

    public interface IEnumerator
    {
        object Current { get; }
        bool MoveNext();
        void Reset();
    }

    public class ArrayList
    {
        internal extern ArrayList();
    }
}

namespace System.Runtime.CompilerServices
{
    public sealed class IndexerNameAttribute : Attribute
    {
        public extern IndexerNameAttribute(string indexerName);
    }

    public static class RuntimeHelpers
    {
        public static extern void InitializeArray(Array array, RuntimeFieldHandle fldHandle);
    }
}

// What the firmware calls.
namespace System
{
    public delegate void Action();
    public delegate void EventHandler(object sender, EventArgs e);

    public sealed class String
    {
        public extern String(char[] value, int startIndex, int length);
        public extern int Length { get; }
        [Runtime.CompilerServices.IndexerName("Chars")]
        public extern char this[int index] { get; }
        public static extern string Concat(string str0, string str1);
        public static extern string Concat(string str0, string str1, string str2);
        public static extern string Concat(string str0, string str1, string str2, string str3);
        public static extern string Concat(params string[] values);
        public static extern bool operator ==(string a, string b);
        public static extern bool operator !=(string a, string b);
        public extern bool EndsWith(string value);
        public extern int IndexOf(char value);
        public extern int IndexOf(char value, int startIndex);
        public extern string[] Split(params char[] separator);
        public extern string Substring(int startIndex);
        public extern string Substring(int startIndex, int length);
        public extern string Trim();
    }

    public abstract class MarshalByRefObject
    {
        protected extern MarshalByRefObject();
    }

    public class EventArgs
    {
        public extern EventArgs();
    }

    public class SystemException : Exception
    {
        public extern SystemException();
    }

    public class ArgumentException : SystemException
    {
        public extern ArgumentException(string message);
    }

    public sealed class Version
    {
        internal extern Version();
        public extern int Major { get; }
        public extern int Minor { get; }
        public extern int Build { get; }
        public extern int Revision { get; }
    }

    public struct TimeSpan
    {
        readonly long _ticks;
        public static extern TimeSpan FromMilliseconds(long value);
    }

    public static class Convert
    {
        public static extern byte[] FromBase64String(string inString);
    }

    public static class BitConverter
    {
        public static extern ulong ToUInt64(byte[] value, int startIndex);
    }
}

namespace System.Threading
{
    public delegate void ThreadStart();
    public delegate void TimerCallback(object state);

    public enum ThreadPriority
    {
        Highest = 4,
    }

    public static class Monitor
    {
        public static extern void Enter(object obj);
        public static extern void Exit(object obj);
    }

    public static class Timeout
    {
        public const int Infinite = -1;
    }
}
