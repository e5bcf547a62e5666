namespace Pedestal.Hal
{
    /// <summary>The result of an operation on a file.</summary>
    public enum FileResult
    {
        /// <summary>The operation succeeded.</summary>
        Ok = 0,

        /// <summary>There is no such file.</summary>
        Missing = 1,

        /// <summary>The storage failed or refused the operation.</summary>
        Failed = 2,
    }

    /// <summary>
    /// A few small files that survive a loss of power. A move or deletion happens completely or not at all. An interrupted write
    /// or append may leave any part of its content, so readers have to check it. Nothing throws.
    /// </summary>
    public interface IFileStore
    {
        /// <summary>Reads a whole file; the content is null unless the result is Ok.</summary>
        FileResult Read(string name, out byte[] content);

        /// <summary>Writes a file and replaces its previous content.</summary>
        FileResult Write(string name, byte[] content);

        /// <summary>Adds to the end of a file, which is created if it does not exist.</summary>
        FileResult Append(string name, byte[] content);

        /// <summary>Renames a file; no other file may have the new name.</summary>
        FileResult Move(string name, string newName);

        /// <summary>Removes a file.</summary>
        FileResult Delete(string name);
    }
}
