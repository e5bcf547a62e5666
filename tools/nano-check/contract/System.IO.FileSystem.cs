// references: mscorlib
namespace System.IO
{
    public static class File
    {
        public static extern void Delete(string path);
        public static extern bool Exists(string path);
        public static extern void Move(string sourceFileName, string destFileName);
        public static extern string ReadAllText(string path);
        public static extern void WriteAllText(string path, string contents);
    }
}
