using Pedestal.Hal.Host.Platform;

namespace NanoSystem.IO;

/// <summary>Files of drive I:, the board's flash.</summary>
public static class File
{
    /// <summary>Deletes a file.</summary>
    public static void Delete(string path) => Flash.Delete(Flash.NameOf(path));

    /// <summary>Whether the file exists.</summary>
    public static bool Exists(string path) => Flash.Exists(Flash.NameOf(path));

    /// <summary>Renames a file; there must be none of the new name.</summary>
    public static void Move(string sourceFileName, string destFileName) =>
        Flash.Move(Flash.NameOf(sourceFileName), Flash.NameOf(destFileName));

    /// <summary>A file's content.</summary>
    public static byte[] ReadAllBytes(string path) => Flash.Read(Flash.NameOf(path));

    /// <summary>Writes a file; an existing one is replaced.</summary>
    public static void WriteAllBytes(string path, byte[] bytes)
    {
        Flash.Create(Flash.NameOf(path));
        Flash.Append(Flash.NameOf(path), bytes);
    }

    static Flash Flash
    {
        get
        {
            Board.Run.ThrowIfStopped();
            return Board.Current.Flash;
        }
    }
}
