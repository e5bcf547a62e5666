namespace Pedestal.Core.Console
{
    /// <summary>Finds the start of a secret in a line being typed.</summary>
    public interface ILineSecrets
    {
        /// <summary>Index of the first secret character; the length when there is none.</summary>
        int SecretFrom(char[] line, int length);
    }
}
