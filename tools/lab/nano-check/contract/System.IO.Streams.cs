// references: mscorlib
namespace System.IO
{
    public abstract class Stream : MarshalByRefObject, IDisposable
    {
        protected extern Stream();
        public virtual extern void Close();
        public extern void Dispose();
        public abstract void Write(byte[] buffer, int offset, int count);
    }
}
