// The first thing that runs in a fresh clone: no dependency, and no static import that an old Node would stumble over.
const oldest = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(`Baton needs Node ${oldest.join('.')} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}
if (process.platform === 'win32') {
  console.error('The demo and the tests need Linux or macOS. On Windows run them in WSL: `wsl --install`, then there.');
  process.exit(1);
}
import('./services/install-packages.js')
  .then((install) => install.installWhenNeeded())
  .catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
