using Pedestal.Hal.Host.Platform;

namespace NanoSystem.IO;

/// <summary>Files of the drive I:, which is the board's flash.</summary>
public static class File
{
    /// <summary>Removes a file.</summary>
    public static void Delete(string path) => Flash.Delete(Flash.NameOf(path));

    /// <summary>Whether there is one.</summary>
    public static bool Exists(string path) => Flash.Exists(Flash.NameOf(path));

    /// <summary>Gives a file another name, which no other may have.</summary>
    public static void Move(string sourceFileName, string destFileName) =>
        Flash.Move(Flash.NameOf(sourceFileName), Flash.NameOf(destFileName));

    /// <summary>All of a file.</summary>
    public static byte[] ReadAllBytes(string path) => Flash.Read(Flash.NameOf(path));

    /// <summary>Makes a file of these bytes; one that is there is replaced.</summary>
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
