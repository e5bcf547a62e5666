namespace Pedestal.Hal
{
    /// <summary>How an operation on a file ended.</summary>
    public enum FileResult
    {
        /// <summary>It was done.</summary>
        Ok = 0,

        /// <summary>There is no such file.</summary>
        Missing = 1,

        /// <summary>The storage failed or refused.</summary>
        Failed = 2,
    }

    /// <summary>
    /// A few small files that survive the loss of power. Moving and deleting happen wholly or not at all; what a cut leaves of a
    /// write or an append may be any part of it, so that the reader has to check. Nothing throws.
    /// </summary>
    public interface IFileStore
    {
        /// <summary>Reads a whole file; the content is null unless the result is Ok.</summary>
        FileResult Read(string name, out byte[] content);

        /// <summary>Writes a whole file in place of what was there.</summary>
        FileResult Write(string name, byte[] content);

        /// <summary>Adds to the end of a file, which is created when there is none.</summary>
        FileResult Append(string name, byte[] content);

        /// <summary>Gives a file a new name, which no other file may have.</summary>
        FileResult Move(string name, string newName);

        /// <summary>Removes a file.</summary>
        FileResult Delete(string name);
    }
}
