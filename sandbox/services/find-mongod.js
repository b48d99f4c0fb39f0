// Asks mongodb-memory-server for a mongod, in a process of its own: it prints stack traces and cannot be stopped.
import { DryMongoBinary, MongoBinary } from 'mongodb-memory-server';

async function find(mode) {
  if (mode === 'download') return await MongoBinary.getPath();
  return await DryMongoBinary.locateBinary(await DryMongoBinary.generateOptions({}));
}

try {
  process.stdout.write(`\n${(await find(process.argv[2])) ?? ''}\n`);
  process.exit();
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
