// references: mscorlib
namespace System.Threading
{
    public struct CancellationToken
    {
        readonly CancellationTokenSource _source;
    }

    public class CancellationTokenSource : IDisposable
    {
        public extern CancellationTokenSource(int millisecondsDelay);
        public extern CancellationToken Token { get; }
        public extern void Dispose();
    }
}
