namespace Pedestal.Pictures;

/// <summary>The pictures of a folder.</summary>
public static class PictureFolder
{
    /// <summary>
    /// The paths of a folder's picture files, by extension, with forward slashes and in order. Links to files are followed,
    /// links to folders are not, because they may form a loop.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="deep">Whether subfolders are searched too.</param>
    /// <exception cref="IOException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder cannot be read.</exception>
    public static IReadOnlyList<string> List(string folder, bool deep) =>
    [
        .. new System.IO.Enumeration.FileSystemEnumerable<string>(
            folder,
            (ref entry) => Path.GetRelativePath(folder, entry.ToFullPath()).Replace('\\', '/'),
            new EnumerationOptions { RecurseSubdirectories = deep, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && PictureFile.HasPictureName(entry.FileName.ToString()),
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }.Order(StringComparer.Ordinal),
    ];
}
