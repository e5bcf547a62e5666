// references: mscorlib, System.IO.Streams
// Its Write is called as the stream's, which a class must override to exist.
namespace System.IO
{
    public class FileStream : Stream
    {
        public extern FileStream(string path, FileMode mode, FileAccess access);
        public override extern void Write(byte[] buffer, int offset, int count);
    }
}

// What the firmware calls.
namespace System.IO
{
    public enum FileMode
    {
        Append = 6,
    }

    public enum FileAccess
    {
        Write = 2,
    }

    public static class File
    {
        public static extern void Delete(string path);
        public static extern bool Exists(string path);
        public static extern void Move(string sourceFileName, string destFileName);
        public static extern byte[] ReadAllBytes(string path);
        public static extern void WriteAllBytes(string path, byte[] bytes);
    }
}
